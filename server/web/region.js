/**
 * Where somebody is, for the numbers to call: by the clock first, as many browsers speak American English anywhere.
 */

// Areas, in each its regions, for each its cities; * is every city of the area.
const ZONES = `
Australia/ AU * Antarctica/ AU Macquarie
Pacific/ NZ Auckland Chatham US Honolulu GU Guam MP Saipan AS Pago_Pago
Europe/ GB London Belfast JE Jersey GG Guernsey IM Isle_of_Man IE Dublin
AD Andorra AL Tirane AT Vienna BA Sarajevo BE Brussels BG Sofia BY Minsk CH Zurich CZ Prague DE Berlin Busingen
DK Copenhagen EE Tallinn ES Madrid FI Helsinki Mariehamn FR Paris GI Gibraltar GR Athens HR Zagreb HU Budapest IT Rome
LI Vaduz LT Vilnius LU Luxembourg LV Riga MC Monaco MD Chisinau ME Podgorica MK Skopje MT Malta NL Amsterdam NO Oslo
PL Warsaw PT Lisbon RO Bucharest RS Belgrade RU Moscow SE Stockholm SI Ljubljana SK Bratislava SM San_Marino
TR Istanbul UA Kyiv Kiev VA Vatican
Arctic/ NO Longyearbyen Atlantic/ ES Canary IS Reykjavik PT Azores Madeira Africa/ ES Ceuta
Asia/ CY Nicosia Famagusta
America/ PR Puerto_Rico VI St_Thomas US Indiana/* Kentucky/* North_Dakota/*
Adak Anchorage Boise Chicago Denver Detroit Indianapolis Juneau Los_Angeles Louisville Menominee Metlakatla New_York
Nome Phoenix Sitka Yakutat
CA Atikokan Blanc-Sablon Cambridge_Bay Coral_Harbour Creston Dawson Dawson_Creek Edmonton Fort_Nelson Glace_Bay
Goose_Bay Halifax Inuvik Iqaluit Moncton Montreal Rankin_Inlet Regina Resolute St_Johns
Swift_Current Thunder_Bay Toronto Vancouver Whitehorse Winnipeg Yellowknife
US/ US * Canada/ CA *`;

const REGIONS = readZones(ZONES);
const KNOWN = new Set(REGIONS.values());

export function ownLocale() {
  return guessLocale(navigator.language, Intl.DateTimeFormat().resolvedOptions().timeZone);
}

/**
 * A language and a region, as in BCP 47. A region that only the language names is dropped where the clock shows some
 * other place: better no number than a wrong one.
 *
 * @param {string} tag
 * @param {string} zone
 * @returns {string | undefined}
 */
export function guessLocale(tag, zone) {
  const { language, region } = readTag(tag);
  const here = REGIONS.get(zone) ?? REGIONS.get(zone?.replace(/[^/]+$/, "*"));
  if (here) {
    return `${language}-${here}`;
  }
  const isElsewhere = /^(?!Etc\/).+\//.test(zone ?? "");
  return region && (isElsewhere && KNOWN.has(region) ? language : `${language}-${region}`);
}

/** @param {string} tag */
function readTag(tag) {
  try {
    return new Intl.Locale(tag);
  } catch {
    return { language: "en", region: undefined }; // the page's own
  }
}

/** @param {string} zones */
function readZones(zones) {
  const found = new Map();
  let area = "";
  let region = "";
  for (const word of zones.trim().split(/\s+/)) {
    if (word.endsWith("/")) {
      area = word;
    } else if (/^[A-Z]{2}$/.test(word)) {
      region = word;
    } else {
      found.set(area + word, region);
    }
  }
  return found;
}

"""Files and addresses in, cleaned documents with sections, sentences and passages out."""

/* What the files of an archive are called, by who writes one and who checks one. */

/** The review's content, whose SHA-256 is the seal. */
export const contentFile = 'content.json';
export const schemaFile = 'content.schema.json';
/** The SHA-256 of every other file, as `sha256sum --check` reads them. */
export const checksumsFile = 'SHA256SUMS';

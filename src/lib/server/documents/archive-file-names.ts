/* Names of the files in an archive. */

/** The review's content, whose SHA-256 is the seal. */
export const contentFile = 'content.json';
export const schemaFile = 'content.schema.json';
/** SHA-256 of every other file, in the format of `sha256sum --check`. */
export const checksumsFile = 'SHA256SUMS';

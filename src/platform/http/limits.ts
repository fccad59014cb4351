/** 200,000 Japanese characters are 600 kB of UTF-8 and, written as \uXXXX escapes, 1.2 MB. */
export const JSON_LIMIT_BYTES = 2 * 1024 * 1024;
/** A carrier's file of ten million calls. */
export const FILE_LIMIT_BYTES = 2 * 1024 * 1024 * 1024;

const NOT_ATTR_CHAR = /['()*]/g;

/** RFC 6266: the file's real name in UTF-8, and an ASCII one for clients that read only that. */
export function attachment(fileName: string, asciiName: string): string {
  const encoded = encodeURIComponent(fileName.toWellFormed()).replaceAll(
    NOT_ATTR_CHAR,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${asciiName}"; filename*=UTF-8''${encoded}`;
}

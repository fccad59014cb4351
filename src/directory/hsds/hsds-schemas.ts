/** What the parts mean is in the published schemas of HSDS; the document of this server names only the frame. */
export const HSDS_OBJECT = {
  schema: {
    type: 'object',
    additionalProperties: true,
    externalDocs: { url: 'https://docs.openreferral.org/' },
  },
};

export const HSDS_PAGE = {
  schema: {
    type: 'object',
    required: ['empty', 'contents'],
    properties: {
      total_items: { type: 'integer' },
      total_pages: { type: 'integer' },
      page_number: { type: 'integer' },
      size: { type: 'integer' },
      first_page: { type: 'boolean' },
      last_page: { type: 'boolean' },
      empty: { type: 'boolean' },
      contents: { type: 'array', items: { type: 'object', additionalProperties: true } },
    },
  },
};

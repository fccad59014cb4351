import type { CrosstabRow } from '../facts/childline-crosstab';
import { GENDERS, type Gender } from '../facts/childline-crosstab';
import { inBlocks, type Quota } from './even-spread';

interface CrosstabSheet {
  readonly gender: Gender;
  readonly age: string;
  readonly field: string;
}

/**
 * Two tables over the same talks share their gender margin and nothing else, so within each gender ages and fields are laid
 * side by side: both tables come out exactly, and what they leave open is left to the order.
 */
export function* crosstabSheets(
  ages: readonly CrosstabRow[],
  fields: readonly CrosstabRow[],
): Generator<CrosstabSheet> {
  for (const gender of GENDERS) {
    const fieldCodes = inBlocks(column(fields, gender));
    for (const age of inBlocks(column(ages, gender))) {
      const field = fieldCodes.next();
      if (field.done === true) throw new RangeError(`the two tables differ in their margin for ${gender}`);
      yield { gender, age, field: field.value };
    }
  }
}

function column(rows: readonly CrosstabRow[], gender: Gender): Quota<string>[] {
  return rows.map((row) => ({ code: row.code, count: row[gender] }));
}

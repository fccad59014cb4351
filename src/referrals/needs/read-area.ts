import { invalid } from '../../shared/domain-error';
import { readMunicipalityCode } from '../../directory/domain/check-digits';
import { isArea } from '../../directory/domain/service-area';

/** A municipality by five or six digits, or a prefecture by two. */
export function readArea(text: string | null | undefined): string | null {
  if (text === undefined || text === null) return null;
  const code = text.length === 2 ? text : readMunicipalityCode(text);
  if (code !== null && /^\d+$/.test(code) && isArea(code)) return code;
  throw invalid('/area', 'area', '市区町村は5桁か6桁、都道府県は2桁のコードで指定してください。');
}

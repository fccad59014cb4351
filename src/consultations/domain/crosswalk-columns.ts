import type { Crosswalk, Place } from '../../forms/domain/crosswalk';
import type { Answers } from '../../forms/domain/form-definition';
import type { FormIndex, IndexedField } from '../../forms/domain/index-form';

/** A version of the file, and how it reads in the newest one. */
interface MappedVersion {
  readonly id: string;
  readonly number: number;
  readonly index: FormIndex;
  readonly crosswalk: Crosswalk | null;
}

export interface CrosswalkColumn {
  readonly title: string;
  readonly cell: (versionId: string, answers: Answers) => string;
}

/**
 * Beside the raw answers, those fields of the newest version that older sheets answered otherwise, read through the mapping.
 * Where an old choice became several nobody can tell which, so all are named and none is chosen.
 */
export function crosswalkColumns(versions: readonly MappedVersion[]): CrosswalkColumn[] {
  const newest = versions.find(({ crosswalk }) => crosswalk === null);
  if (newest === undefined) return [];
  const older = versions.flatMap(({ id, crosswalk }) => (crosswalk === null ? [] : [{ id, crosswalk }]));
  return [...newest.index.fields].flatMap(([code, entry]) => {
    if (entry.options.size === 0 || !older.some(({ crosswalk }) => changes(crosswalk, code))) return [];
    const walks = new Map(older.map(({ id, crosswalk }) => [id, crosswalk]));
    return [
      {
        title: `参考：${entry.field.label}（第${newest.number}版の区分）`,
        cell: (versionId: string, answers: Answers) => {
          const walk = walks.get(versionId);
          if (walk) return crossed(walk, answers, code, entry);
          return versionId === newest.id ? labels(chosen(answers[code]), entry) : '';
        },
      },
    ];
  });
}

/** Is any choice from or into this field more than the same code in the same field? */
function changes(walk: Crosswalk, field: string): boolean {
  return choices(walk).some((place) => {
    const { kind, targets } = walk.at(place);
    const touches = place.field === field || targets.some((target) => target.field === field);
    return (
      touches && !(kind === 'exact' && targets[0]?.field === place.field && targets[0].code === place.code)
    );
  });
}

function crossed(walk: Crosswalk, answers: Answers, field: string, entry: IndexedField): string {
  const read = choices(walk)
    .filter(({ field: from, code }) => code !== null && chosen(answers[from]).includes(code))
    .flatMap((place) => {
      const { kind, targets } = walk.at(place);
      const here = targets.filter((target) => target.field === field).flatMap(({ code }) => code ?? []);
      if (here.length === 0) return [];
      return kind === 'exact'
        ? [labels(here, entry)]
        : [`（いずれか）${here.map((code) => label(code, entry)).join('／')}`];
    });
  return [...new Set(read)].join(';');
}

function choices(walk: Crosswalk): Place[] {
  return walk.places.filter(({ code }) => code !== null);
}

function chosen(answer: unknown): string[] {
  return [answer].flat().filter((code): code is string => typeof code === 'string');
}

function labels(codes: readonly string[], entry: IndexedField): string {
  return codes.map((code) => label(code, entry)).join(';');
}

function label(code: string, { options }: IndexedField): string {
  return options.get(code)?.label ?? code;
}

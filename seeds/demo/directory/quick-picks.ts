import type { DemoDirectory } from './demo-directory';

const PER_FIELD = 3;

interface DemoPick {
  readonly field: string;
  readonly position: number;
  readonly id: string;
  readonly note: string | null;
}

/** For each field that the demo has services for, the few verified ones that reach the most people and are open longest. */
export function quickPicks(services: DemoDirectory['services']): DemoPick[] {
  const fields = [...new Set(services.flatMap(({ content }) => content.fields))].toSorted();
  return fields.flatMap((field) =>
    services
      .filter(({ content, verifiedDaysAgo }) => {
        const days = verifiedDaysAgo ?? Infinity;
        return content.fields.includes(field) && days < content.reverifyEveryDays;
      })
      .toSorted((a, b) => reach(b) - reach(a))
      .slice(0, PER_FIELD)
      .map(({ id, content }, at) => ({
        field,
        position: at + 1,
        id,
        note: content.areas.includes('JP') ? '全国どこからでも' : null,
      })),
  );
}

function reach({ content: { areas, schedules } }: DemoDirectory['services'][number]): number {
  const days = new Set(schedules.flatMap(({ weekdays }) => weekdays)).size;
  return (areas.includes('JP') ? 100 : 0) + days;
}

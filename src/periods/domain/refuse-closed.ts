import { DomainError } from '../../shared/domain-error';

/** What a closed period was, it stays: menu, hours, participants and rosters. */
export function refuseClosed(period: { readonly status: string }): void {
  if (period.status !== 'closed') return;
  throw new DomainError('conflict', 'period_closed', '終了した期は変更できません。');
}

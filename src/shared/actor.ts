/**
 * Who acts. Every use case takes one explicitly (decision 6); it is rebuilt from the database on each request,
 * so a role that was taken away is gone with the next call.
 */
export interface Actor {
  readonly accountId: string | null;
  readonly personId: string | null;
  readonly organisationId: string | null;
  readonly roles: readonly string[];
  /** Which organisations' rows the database shows this actor. */
  readonly scope: RowScope;
  /** Correlates log, problem body and audit row. */
  readonly requestId: string;
}

type RowScope = 'own_organisation' | 'all_organisations';

/** The program itself: migrations, seeds, login look-ups, job runner. */
export function systemActor(requestId: string): Actor {
  return {
    accountId: null,
    personId: null,
    organisationId: null,
    roles: ['system'],
    scope: 'all_organisations',
    requestId,
  };
}

import type { DutyRole, OrganisationKind } from './demo-organisations';

/** Rows as they go into the tables: column names, instants as RFC 3339, bytes as `\x…`. */

export interface OrganisationRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly kind: OrganisationKind;
}

export interface PersonRow {
  readonly id: string;
  readonly family_name: string;
  readonly given_name: string;
  readonly family_kana: string;
  readonly given_kana: string;
}

export interface AffiliationRow {
  readonly id: string;
  readonly person_id: string;
  readonly organisation_id: string;
  readonly staff_code: string;
  readonly valid_from: string;
}

export interface ShiftRow {
  readonly id: string;
  readonly period_id: string;
  readonly organisation_id: string;
  readonly channel: 'phone' | 'chat';
  readonly field_code: string | null;
  readonly role: DutyRole;
  readonly starts_at: string;
  readonly ends_at: string;
  readonly seats: number;
}

export interface AssignmentRow {
  readonly id: string;
  readonly shift_id: string;
  readonly organisation_id: string;
  readonly person_id: string;
  /** `[from,until)` */
  readonly span: string;
}

export interface ContactRow {
  readonly id: string;
  readonly organisation_id: string | null;
  readonly channel: 'phone' | 'chat';
  readonly carrier_no: string;
  readonly leg: 1 | 2;
  readonly dialled_at: string;
  readonly queued_at: string | null;
  readonly answered_at: string | null;
  readonly ended_at: string;
  readonly digit: string | null;
  readonly field_code: string | null;
  readonly result: string;
  readonly origin: string;
  readonly caller_hash: string | null;
  readonly source_row: number;
}

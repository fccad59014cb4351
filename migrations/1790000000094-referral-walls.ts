import type { MigrationInterface, QueryRunner } from 'typeorm';
import { keepRelatedPeopleOut } from './related-person-wall';

/** Related people are kept out of the needs of a case, too. */
export class ReferralWalls1790000000094 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of [
      'referral_need',
      'referral_need_owner',
      'referral_consent',
      'referral_override',
      'referral_identity',
    ]) {
      await keepRelatedPeopleOut(runner, table, { sheet: 'consultation_id' });
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

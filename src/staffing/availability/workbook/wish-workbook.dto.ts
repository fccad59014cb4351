import { Uuid } from '../../../platform/validation/fields';
import { ImportQuery } from '../../../platform/jobs/jobs.dto';

export class OrganisationQuery {
  @Uuid({ optional: true, description: '省略時は自分の団体' }) readonly organisationId?: string;
}

export class WishImportQuery extends ImportQuery {
  @Uuid({ optional: true, description: '省略時は自分の団体' }) readonly organisationId?: string;
}

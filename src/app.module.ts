import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { AccompanimentModule } from './accompaniment/accompaniment.module';
import { AllotmentsModule } from './allotments/allotments.module';
import { AnalysisModule } from './analysis/analysis.module';
import { AuditModule } from './audit/audit.module';
import { AuthModule } from './auth/auth.module';
import { SessionGuard } from './auth/session.guard';
import { ConsultationsModule } from './consultations/consultations.module';
import { ContactsModule } from './contacts/contacts.module';
import { CoverageModule } from './coverage/coverage.module';
import { DemandModule } from './demand/demand.module';
import { DirectoryModule } from './directory/directory.module';
import { DutiesModule } from './duties/duties.module';
import { FinderModule } from './finder/finder.module';
import { FormsModule } from './forms/forms.module';
import { GuidesModule } from './guides/guides.module';
import { HonorariaModule } from './honoraria/honoraria.module';
import { RateCard } from './honoraria/rate-card.entity';
import { Organisation } from './organisations/organisation.entity';
import { OrganisationsModule } from './organisations/organisations.module';
import { Period } from './periods/period.entity';
import { PeriodsModule } from './periods/periods.module';
import { PermissionGuard } from './platform/authz/permission.guard';
import { DatabaseModule, type DatabaseTargets } from './platform/database/database.module';
import { ProblemFilter } from './platform/http/problem.filter';
import { JobsModule } from './platform/jobs/jobs.module';
import { PlatformModule } from './platform/platform.module';
import { InputPipe } from './platform/validation/input.pipe';
import { Referral } from './referrals/referral.entity';
import { ReferralsModule } from './referrals/referrals.module';
import { RostersModule } from './rosters/rosters.module';
import { Shift } from './rosters/shift.entity';
import { SafeguardsModule } from './safeguards/safeguards.module';
import { StaffingModule } from './staffing/staffing.module';
import { UnmetModule } from './unmet/unmet.module';
import { UrgencyModule } from './urgency/urgency.module';

const ENTITIES = [Organisation, Period, Shift, Referral, RateCard];

/** The only file that knows every module. */
@Module({})
export class AppModule {
  static with(targets: DatabaseTargets): DynamicModule {
    return {
      module: AppModule,
      imports: [
        DatabaseModule.connect(targets, ENTITIES),
        PlatformModule,
        JobsModule,
        AuditModule,
        AuthModule,
        OrganisationsModule,
        PeriodsModule,
        FormsModule,
        StaffingModule,
        GuidesModule,
        DemandModule,
        RostersModule,
        AllotmentsModule,
        CoverageModule,
        DutiesModule,
        ContactsModule,
        ConsultationsModule,
        HonorariaModule,
        SafeguardsModule,
        UrgencyModule,
        UnmetModule,
        DirectoryModule,
        FinderModule,
        ReferralsModule,
        AccompanimentModule,
        AnalysisModule,
      ],
      providers: [
        { provide: APP_FILTER, useClass: ProblemFilter },
        // Order matters: first who is calling, then whether that one may.
        { provide: APP_GUARD, useClass: SessionGuard },
        { provide: APP_GUARD, useClass: PermissionGuard },
        { provide: APP_PIPE, useClass: InputPipe },
      ],
    };
  }
}

import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/organisations.module';
import { PeriodsModule } from '../periods/periods.module';
import { DemandModule } from '../demand/demand.module';
import { GuidesModule } from '../guides/guides.module';
import { StaffingModule } from '../staffing/staffing.module';
import { AllottedShifts } from './allotted-shifts.service';
import { AssignmentsController } from './assignments.controller';
import { AssignmentsService } from './assignments.service';
import { AdoptionService } from './builds/adoption.service';
import { BuildMaterialReader } from './builds/build-material.reader';
import { EngineProcess } from './builds/engine-process';
import { RosterBuildHandler } from './builds/roster-build.handler';
import {
  RosterBuildsController,
  RosterBuildViews,
  RosterProposalsController,
} from './builds/roster-builds.controller';
import { RosterBuildsReader } from './builds/roster-builds.reader';
import { RosterBuildsService } from './builds/roster-builds.service';
import { RosterEngine } from './builds/roster-engine';
import { ExplanationsController } from './explanations/explanations.controller';
import { FitnessReader } from './explanations/fitness.reader';
import { MoveJudge } from './move-judge';
import { RosterChangesService } from './roster-changes.service';
import { RosterGroundReader } from './roster-ground.reader';
import { RuleExceptionsService } from './rule-exceptions.service';
import { RosterRulesController } from './rules/roster-rules.controller';
import { RosterRulesReader } from './rules/roster-rules.reader';
import { RosterRulesService } from './rules/roster-rules.service';
import { ShiftMovesController } from './shift-moves.controller';
import { ShiftsController } from './shifts.controller';
import { ShiftsReader } from './shifts.reader';
import { ShiftsService } from './shifts.service';
import { NeedsCheckService } from './versions/needs-check.service';
import { PublicationService } from './versions/publication.service';
import { OwnRosterNoticesController, RosterNoticesController } from './versions/roster-notices.controller';
import { RosterNoticesReader } from './versions/roster-notices.reader';
import { RosterNoticesService } from './versions/roster-notices.service';
import { RosterPress } from './versions/roster-press';
import {
  PeriodRosterVersionsController,
  RosterVersionsController,
} from './versions/roster-versions.controller';
import { RosterVersionsReader } from './versions/roster-versions.reader';
import {
  NeedViolationsController,
  RostersController,
  RosterViolationsController,
} from './versions/rosters.controller';
import { RostersService } from './versions/rosters.service';

@Module({
  imports: [OrganisationsModule, PeriodsModule, StaffingModule, GuidesModule, DemandModule],
  controllers: [
    ShiftsController,
    AssignmentsController,
    ShiftMovesController,
    ExplanationsController,
    RosterRulesController,
    RostersController,
    NeedViolationsController,
    RosterViolationsController,
    PeriodRosterVersionsController,
    RosterVersionsController,
    OwnRosterNoticesController,
    RosterNoticesController,
    RosterBuildsController,
    RosterProposalsController,
  ],
  providers: [
    ShiftsService,
    AssignmentsService,
    AllottedShifts,
    ShiftsReader,
    MoveJudge,
    FitnessReader,
    RosterChangesService,
    RosterGroundReader,
    RuleExceptionsService,
    RosterRulesReader,
    RosterRulesService,
    NeedsCheckService,
    PublicationService,
    RosterNoticesReader,
    RosterNoticesService,
    RosterPress,
    RosterVersionsReader,
    RostersService,
    AdoptionService,
    BuildMaterialReader,
    RosterBuildHandler,
    RosterBuildViews,
    RosterBuildsReader,
    RosterBuildsService,
    { provide: RosterEngine, useClass: EngineProcess },
  ],
  exports: [ShiftsReader, AllottedShifts, RosterChangesService, RosterGroundReader],
})
export class RostersModule {}

import { Module } from '@nestjs/common';
import { ConsultationsModule } from '../consultations/consultations.module';
import { BlocksController } from './blocks.controller';
import { BlocksReader } from './blocks.reader';
import { BlocksService } from './blocks.service';
import { LiftingsController } from './liftings.controller';
import { LiftingsService } from './liftings.service';

@Module({
  imports: [ConsultationsModule],
  controllers: [BlocksController, LiftingsController],
  providers: [BlocksReader, BlocksService, LiftingsService],
})
export class SafeguardsModule {}

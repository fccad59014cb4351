import { Module } from '@nestjs/common';
import { FormVersionsController } from './form-versions.controller';
import { FormsController } from './forms.controller';
import { FormsReader } from './forms.reader';
import { FormsService } from './forms.service';

@Module({
  controllers: [FormsController, FormVersionsController],
  providers: [FormsService, FormsReader],
  exports: [FormsReader],
})
export class FormsModule {}

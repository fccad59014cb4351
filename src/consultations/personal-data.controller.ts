import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Can } from '../platform/authz/can.decorator';
import { findPersonalData } from './domain/personal-data/find-personal-data';
import { maskPersonalData } from './domain/personal-data/mask-personal-data';
import { PersonalDataFindings, TextToRead } from './personal-data.dto';

/** Keeps nothing: no row, no audit entry, no log line ever has the text. */
@ApiTags('相談記録票')
@Controller('personal-data-findings')
export class PersonalDataController {
  @Post()
  @HttpCode(200)
  @Can('consultation.write')
  @ApiOkResponse({ type: PersonalDataFindings })
  find(@Body() { text }: TextToRead): PersonalDataFindings {
    const items = findPersonalData(text);
    return { items, masked: maskPersonalData(text, items) };
  }
}

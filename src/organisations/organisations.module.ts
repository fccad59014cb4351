import { Module } from '@nestjs/common';
import { OrganisationsController } from './organisations.controller';
import { OrganisationsReader } from './organisations.reader';
import { OrganisationsService } from './organisations.service';
import { PeopleController } from './people.controller';
import { PeopleReader } from './people.reader';
import { PeopleService } from './people.service';

@Module({
  controllers: [OrganisationsController, PeopleController],
  providers: [OrganisationsService, OrganisationsReader, PeopleService, PeopleReader],
  exports: [OrganisationsReader, PeopleReader],
})
export class OrganisationsModule {}

import { Injectable } from '@nestjs/common';

/** The only source of "now". Use cases get the instant as an argument. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }
}

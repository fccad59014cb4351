import { Injectable } from '@nestjs/common';
import { DomainError } from '../../shared/domain-error';
import { type EngineAnswer, RosterEngine } from './roster-engine';

/** Until the engine is built in, a build ends with this sentence. */
@Injectable()
export class EngineProcess extends RosterEngine {
  build(): Promise<EngineAnswer> {
    return Promise.reject(
      new DomainError('conflict', 'engine_missing', '勤務表の自動作成はこの版ではまだ使えません。'),
    );
  }
}

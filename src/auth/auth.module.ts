import { Module } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { AccountsReader } from './accounts.reader';
import { PasswordLogin, SessionRecognition } from './passport.strategies';
import { SessionsController } from './sessions.controller';
import { SessionsService } from './sessions.service';

@Module({
  imports: [PassportModule.register({ session: false })],
  controllers: [SessionsController],
  providers: [SessionsService, AccountsReader, PasswordLogin, SessionRecognition],
})
export class AuthModule {}

import { ApiProperty } from '@nestjs/swagger';
import { Text } from '../platform/validation/fields';

export class SignInRequest {
  @Text({ max: 254 }) readonly email: string;
  @Text({ max: 128 }) readonly password: string;
}

export class AccountView {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty() readonly email: string;
  @ApiProperty() readonly displayName: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) readonly personId: string | null;
  @ApiProperty({ type: 'object', properties: { id: { type: 'string' }, name: { type: 'string' } } })
  readonly organisation: { readonly id: string; readonly name: string };
  @ApiProperty({ type: [String] }) readonly roles: readonly string[];
  @ApiProperty({ type: [String] }) readonly permissions: readonly string[];
}

export class SessionView {
  @ApiProperty() readonly token: string;
  @ApiProperty({ format: 'date-time' }) readonly expiresAt: string;
  @ApiProperty({ type: AccountView }) readonly account: AccountView;
}

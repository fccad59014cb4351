export { hashPassword, passwordFits } from '../platform/crypto/password';

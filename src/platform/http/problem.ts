import type { DomainError, ErrorKind, FieldFault } from '../../shared/domain-error';

/** RFC 9457 problem details, with the wrong places of the input as `errors`. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  readonly errors?: readonly FieldFault[];
  /** With 413: how many bytes would have been taken. */
  readonly limitBytes?: number;
  readonly requestId: string;
}

interface KindText {
  readonly status: number;
  readonly ja: string;
  readonly en: string;
}

const BY_KIND: Readonly<
  Record<ErrorKind | 'internal' | 'method' | 'timeout' | 'header_too_large', KindText>
> = {
  malformed: { status: 400, ja: 'リクエストの形式が正しくありません', en: 'Malformed request' },
  unauthenticated: { status: 401, ja: 'ログインが必要です', en: 'Sign-in required' },
  forbidden: { status: 403, ja: 'この操作の権限がありません', en: 'Not allowed' },
  not_found: { status: 404, ja: '見つかりません', en: 'Not found' },
  method: { status: 405, ja: 'この操作には対応していません', en: 'Method not allowed' },
  timeout: { status: 408, ja: '送信が途中で止まりました', en: 'Request not finished in time' },
  conflict: { status: 409, ja: '現在の状態と矛盾しています', en: 'Conflict with the current state' },
  stale: {
    status: 412,
    ja: '別の画面か他の人が先に変更しています',
    en: 'Changed elsewhere or by someone else',
  },
  too_large: { status: 413, ja: '送信内容が大きすぎます', en: 'Content too large' },
  media_type: { status: 415, ja: 'この形式のデータは受け付けられません', en: 'Unsupported media type' },
  invalid: { status: 422, ja: '入力内容に誤りがあります', en: 'Invalid input' },
  precondition_required: {
    status: 428,
    ja: '変更前の版の指定（If-Match）が必要です',
    en: 'If-Match required',
  },
  header_too_large: { status: 431, ja: 'ヘッダーが大きすぎます', en: 'Header fields too large' },
  internal: { status: 500, ja: 'サーバー内部でエラーが発生しました', en: 'Internal error' },
  unavailable: { status: 503, ja: 'ただいまサービスを利用できません', en: 'Temporarily unavailable' },
};

export type ProblemKind = keyof typeof BY_KIND;

export function problem(kind: ProblemKind, about: ProblemAbout): Problem {
  const text = BY_KIND[kind];
  return {
    type: `urn:tsunagi:problem:${about.code}`,
    title: about.english ? text.en : text.ja,
    status: text.status,
    code: about.code,
    ...detailOf(about),
    ...(about.faults && about.faults.length > 0 ? { errors: about.faults } : {}),
    requestId: about.requestId,
  };
}

interface ProblemAbout {
  readonly code: string;
  readonly detail?: string;
  readonly limitBytes?: number;
  readonly faults?: readonly FieldFault[];
  readonly english: boolean;
  readonly requestId: string;
}

function detailOf({ detail, limitBytes }: ProblemAbout): Pick<Problem, 'detail' | 'limitBytes'> {
  if (limitBytes !== undefined) {
    return { detail: `一度に送れるのは ${limitBytes.toLocaleString('en')} バイトまでです。`, limitBytes };
  }
  return detail ? { detail } : {};
}

export function domainProblem(error: DomainError, english: boolean, requestId: string): Problem {
  return problem(error.kind, {
    code: error.code,
    detail: error.message,
    faults: error.faults,
    english,
    requestId,
  });
}

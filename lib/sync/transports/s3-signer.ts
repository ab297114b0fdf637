import { AwsClient } from 'aws4fetch';
import { toHex } from '../primitives';
import type { Signer } from './s3';

export interface S3Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  /** Where the provider names one. Without it, what the address says, else `us-east-1`, which most that are not AWS take. */
  region?: string;
}

/**
 * Signs requests for a bucket (AWS Signature Version 4, by aws4fetch). The hash of the body is signed too: over plain http
 * nobody on the way can change it, and a server refuses what was cut off.
 */
export function s3Signer({ accessKeyId, secretAccessKey, region }: S3Credentials): Signer {
  const client = new AwsClient({ accessKeyId, secretAccessKey, service: 's3', ...(region ? { region } : {}) });
  return async (url, { method, body }) => {
    const bytes = await new Response(body ?? null).arrayBuffer();
    const hash = toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
    const headers = { 'x-amz-content-sha256': hash };
    return client.sign(url, body ? { method, headers, body } : { method, headers });
  };
}

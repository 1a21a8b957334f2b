/** Passkeys: what the browser asks of the person, between two questions to the server. */
import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from "@simplewebauthn/browser";
import { step } from "../ask";
import { whose } from "../session";

export const supported = () => browserSupportsWebAuthn();

/** Why the device gave no passkey. */
export class Declined extends Error {
  /** The device has one already. */
  exists: boolean;

  constructor(error: unknown) {
    super();
    this.exists = error instanceof Error && error.name === "InvalidStateError";
  }
}

async function device<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    throw new Declined(error);
  }
}

/** Makes a passkey on this device. With the first one come recovery codes. */
export async function register(name: string): Promise<string[] | null> {
  const { publicKey } = await step<{ publicKey: PublicKeyCredentialCreationOptionsJSON }>(
    "/desk/passkey/register",
    {},
    whose(),
  );
  const credential = await device(startRegistration({ optionsJSON: publicKey }));
  const { recoveryCodes } = await step<{ recoveryCodes?: string[] | null }>(
    "/desk/passkey/registered",
    { credential, name },
    whose(),
  );
  return recoveryCodes ?? null;
}

/** Confirms with a passkey that it is the person. */
export async function confirm(): Promise<void> {
  const { publicKey } = await step<{ publicKey: PublicKeyCredentialRequestOptionsJSON }>("/desk/passkey/ask");
  const credential = await device(startAuthentication({ optionsJSON: publicKey }));
  await step("/desk/passkey/answer", { credential });
}

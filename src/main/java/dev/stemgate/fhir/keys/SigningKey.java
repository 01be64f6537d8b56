// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Map;

/**
 * A private key that signs with RS384 or ES384, the two algorithms of SMART Backend Services (SMART App Launch 2.x, "Asymmetric
 * authentication"). It never shows its private part. Immutable and thread-safe.
 */
public final class SigningKey {

    private final JWK key;
    private final JWSAlgorithm algorithm;
    private final JWSSigner signer;

    private SigningKey(JWK key, JWSAlgorithm algorithm, JWSSigner signer) {
        this.key = key;
        this.algorithm = algorithm;
        this.signer = signer;
    }

    /** A checked key (see {@link KeyRules}). */
    static SigningKey of(JWK key) throws JOSEException {
        if (key instanceof RSAKey rsa) {
            return new SigningKey(key, JWSAlgorithm.RS384, new RSASSASigner(rsa));
        }
        return new SigningKey(key, JWSAlgorithm.ES384, new ECDSASigner(key.toECKey()));
    }

    /** The {@code kid} by which the hospital finds the public half in our JWKS. */
    public String id() {
        return key.getKeyID();
    }

    /** {@code RS384} or {@code ES384}. */
    public String algorithm() {
        return algorithm.getName();
    }

    /** A signed JWT in compact form with header {@code alg}, {@code kid}, {@code typ}. */
    public String sign(Map<String, Object> claims) {
        JWSHeader header = new JWSHeader.Builder(algorithm)
                .type(JOSEObjectType.JWT)
                .keyID(id())
                .build();
        try {
            SignedJWT token = new SignedJWT(header, JWTClaimsSet.parse(claims));
            token.sign(signer);
            return token.serialize();
        } catch (ParseException | JOSEException unusable) {
            throw new IllegalStateException("a checked key does not sign");
        }
    }

    /** The public half, made anew from its public numbers, so that nothing else can come along. */
    JWK publicHalf() {
        if (key instanceof RSAKey rsa) {
            return new RSAKey.Builder(rsa.getModulus(), rsa.getPublicExponent())
                    .keyID(id())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(algorithm)
                    .build();
        }
        ECKey ec = key.toECKey();
        return new ECKey.Builder(ec.getCurve(), ec.getX(), ec.getY())
                .keyID(id())
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(algorithm)
                .build();
    }

    @Override
    public String toString() {
        return algorithm + " key " + id();
    }
}

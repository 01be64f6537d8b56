// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.keys;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;

/**
 * The public half of an EC private key: its number times the curve's generator, which the JDK offers no way to ask for. Done once when a
 * key file is read; {@link KeyRules} then checks the pair by a signature. (Not in constant time: whoever could measure it can read the
 * file.)
 */
final class PublicPoint {

    private final BigInteger prime;
    private final BigInteger a;

    private PublicPoint(ECParameterSpec curve) {
        prime = ((ECFieldFp) curve.getCurve().getField()).getP();
        a = curve.getCurve().getA();
    }

    static ECPublicKey of(ECPrivateKey key) throws GeneralSecurityException {
        ECParameterSpec curve = key.getParams();
        ECPoint point = new PublicPoint(curve).times(key.getS(), curve.getGenerator());
        return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, curve));
    }

    private ECPoint times(BigInteger factor, ECPoint point) {
        ECPoint sum = ECPoint.POINT_INFINITY;
        for (int bit = factor.bitLength() - 1; bit >= 0; bit--) {
            sum = plus(sum, sum);
            if (factor.testBit(bit)) {
                sum = plus(sum, point);
            }
        }
        return sum;
    }

    private ECPoint plus(ECPoint left, ECPoint right) {
        if (left.equals(ECPoint.POINT_INFINITY)) {
            return right;
        }
        if (right.equals(ECPoint.POINT_INFINITY)) {
            return left;
        }
        BigInteger x = left.getAffineX();
        BigInteger y = left.getAffineY();
        BigInteger slope;
        if (!left.equals(right)) {
            if (x.equals(right.getAffineX())) {
                return ECPoint.POINT_INFINITY;
            }
            slope = right.getAffineY()
                    .subtract(y)
                    .multiply(right.getAffineX().subtract(x).modInverse(prime));
        } else {
            slope = x.pow(2)
                    .multiply(BigInteger.valueOf(3))
                    .add(a)
                    .multiply(y.shiftLeft(1).modInverse(prime));
        }
        BigInteger sumX = slope.pow(2).subtract(x).subtract(right.getAffineX()).mod(prime);
        return new ECPoint(sumX, slope.multiply(x.subtract(sumX)).subtract(y).mod(prime));
    }
}

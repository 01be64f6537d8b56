// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;

/**
 * An IP address, or all addresses that share its first bits. Names are not looked up.
 *
 * @param address any address of it
 * @param bits how many first bits they share
 */
public record Network(InetAddress address, int bits) {

    public Network {
        Objects.requireNonNull(address, "address");
        if (bits < 0 || bits > address.getAddress().length * Byte.SIZE) {
            throw new IllegalArgumentException("a network has at most as many bits as its addresses");
        }
    }

    /** @throws IllegalArgumentException when it is neither an address nor a network such as {@code 10.1.2.0/24} */
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        if (!address.matches("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F.]*:[0-9a-fA-F:.]*")) {
            throw new IllegalArgumentException("'" + text + "' is neither an IP address nor a network");
        }
        try {
            InetAddress parsed = InetAddress.getByName(address);
            int all = parsed.getAddress().length * Byte.SIZE;
            return new Network(parsed, slash < 0 ? all : Integer.parseInt(text.substring(slash + 1)));
        } catch (UnknownHostException | NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is neither an IP address nor a network", e);
        }
    }
}

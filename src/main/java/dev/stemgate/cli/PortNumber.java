// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A TCP port on the command line: 0 to 65535, 0 for a free one. */
final class PortNumber implements ITypeConverter<Integer> {

    private static final int HIGHEST = 65535;

    @Override
    public Integer convert(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= HIGHEST) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw wrong(text);
        }
        throw wrong(text);
    }

    private static TypeConversionException wrong(String text) {
        return new TypeConversionException("'" + text + "' is not a port; give a number from 0 to " + HIGHEST);
    }
}

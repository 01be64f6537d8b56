// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.deadletter.Reason;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the code of a reason. */
final class ReasonConverter implements ITypeConverter<Reason> {

    @Override
    public Reason convert(String text) {
        return Reason.ofCode(text)
                .orElseThrow(() -> new TypeConversionException("There is no reason '" + text + "'. Reasons: "
                        + Arrays.stream(Reason.values()).map(Reason::code).collect(Collectors.joining(", "))));
    }
}

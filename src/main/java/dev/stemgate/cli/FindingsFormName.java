// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.bulk.FindingsForm;
import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code --format}: csv, parquet or ndjson. */
final class FindingsFormName implements ITypeConverter<FindingsForm> {

    @Override
    public FindingsForm convert(String value) {
        return Arrays.stream(FindingsForm.values())
                .filter(form -> form.name().toLowerCase(Locale.ROOT).equals(value))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("give csv, parquet or ndjson"));
    }
}

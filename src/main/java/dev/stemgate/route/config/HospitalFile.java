// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A hospital file as written, for whoever proposes another one. Whether its parameters make sense is for {@link HospitalReader}. */
public final class HospitalFile {

    private HospitalFile() {}

    /**
     * The parameters of a hospital file, in the order written; secrets stand elsewhere.
     *
     * @throws ConfigurationException when it is no hospital file
     */
    public static Map<String, String> parameters(Path file) {
        TemplatedRoute route = TemplatedRoute.read(file, "a hospital file");
        Map<String, String> values = new LinkedHashMap<>();
        route.parameters()
                .forEach((name, node) -> values.put(name, route.source().scalar(node, "'" + name + "'")));
        return values;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jetbrains.letsPlot.commons.encoding.RGBEncoder;
import org.jetbrains.letsPlot.core.util.PlotSvgExportCommon;

/**
 * A chart in the making: the specification that lets-plot draws as SVG. Text is measured by tables of its own, so neither a screen nor the
 * fonts of the machine are needed. Thread-confined.
 */
final class Plot {

    /** No raster is drawn here, and so none is to be encoded. */
    private static final RGBEncoder NO_RASTER = (width, height, pixels) -> {
        throw new IllegalStateException("a chart of this report holds no raster");
    };

    private final Map<String, Object> spec = new HashMap<>();
    private final List<Object> layers = new ArrayList<>();
    private final List<Object> scales = new ArrayList<>();

    /** @param data columns of equal length, by name */
    Plot(Map<String, List<?>> data, int width, int height) {
        spec.put("kind", "plot");
        spec.put("data", new LinkedHashMap<>(data));
        spec.put("mapping", new HashMap<>());
        spec.put("layers", layers);
        spec.put("scales", scales);
        spec.put("coord", mutable(Map.of("name", "cartesian")));
        spec.put("ggsize", mutable(Map.of("width", width, "height", height)));
    }

    /** @param mapping which column is drawn as what */
    Plot layer(String geom, Map<String, Object> mapping, Map<String, Object> options) {
        Map<String, Object> layer = new HashMap<>(options);
        layer.put("geom", geom);
        layer.put("mapping", new HashMap<>(mapping));
        layer.put("data", new HashMap<>());
        layers.add(layer);
        return this;
    }

    Plot scale(Map<String, Object> scale) {
        scales.add(mutable(scale));
        return this;
    }

    Plot theme(Map<String, Object> theme) {
        spec.put("theme", mutable(theme));
        return this;
    }

    /** The chart as one {@code <svg>} element that scales with the page. */
    String svg() {
        String drawn = PlotSvgExportCommon.INSTANCE.buildSvgImageFromRawSpecs(spec, null, NO_RASTER, false);
        return drawn.substring(drawn.indexOf("<svg"))
                .replaceFirst(
                        "width=\"([0-9.]+)\" height=\"([0-9.]+)\"",
                        "viewBox=\"0 0 $1 $2\" width=\"$1\" height=\"$2\" aria-hidden=\"true\" focusable=\"false\"");
    }

    private static Map<String, Object> mutable(Map<String, Object> map) {
        return new HashMap<>(map);
    }
}

package io.holdfast.port;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** Values beneath the indexes 0, 1 and so on. */
record Listed<V>(Shape<V> shape) implements Shape<List<V>> {
    static <V> Listed<V> listed(Shape<V> shape) {
        return new Listed<>(shape);
    }

    /** {@return a set, in the order of its texts} */
    static <V> Shape<Set<V>> sorted(Shape<V> shape, Function<V, String> text) {
        return listed(shape)
                .as(
                        Listed::once,
                        values -> values.stream()
                                .sorted(Comparator.comparing(text))
                                .toList());
    }

    /** {@return a map, in the order of its keys} */
    static Shape<Map<String, String>> pairs(String key, String value) {
        Shape<Map.Entry<String, String>> pair = Parts.of(
                Part.part(key, Format.TEXT, Map.Entry::getKey),
                Part.part(value, Format.TEXT, Map.Entry::getValue),
                Map::entry);
        return listed(pair).as(Listed::byKey, values -> List.copyOf(new TreeMap<>(values).entrySet()));
    }

    @Override
    public void write(String name, List<V> values, Sheet sheet) {
        for (int i = 0; i < values.size(); i++) {
            shape.write(item(name, i), values.get(i), sheet);
        }
    }

    @Override
    public List<V> read(String name, Lines lines) {
        List<V> values = new ArrayList<>();
        while (shape.isThere(item(name, values.size()), lines)) {
            values.add(shape.read(item(name, values.size()), lines));
        }
        return List.copyOf(values);
    }

    @Override
    public boolean isThere(String name, Lines lines) {
        return shape.isThere(item(name, 0), lines);
    }

    @Override
    public void names(String name, Consumer<String> each) {
        shape.names(Shape.join(name, "#"), each);
    }

    private static String item(String name, int index) {
        return Shape.join(name, Integer.toString(index));
    }

    private static <V> Set<V> once(List<V> values) {
        Set<V> once = Set.copyOf(values);
        refuseDoubles(values.size(), once.size());
        return once;
    }

    private static Map<String, String> byKey(List<Map.Entry<String, String>> pairs) {
        Map<String, String> byKey = new TreeMap<>();
        pairs.forEach(pair -> byKey.put(pair.getKey(), pair.getValue()));
        refuseDoubles(pairs.size(), byKey.size());
        return byKey;
    }

    private static void refuseDoubles(int all, int different) {
        if (all != different) {
            throw new IllegalArgumentException("expected each entry once but found " + (all - different) + " twice");
        }
    }
}

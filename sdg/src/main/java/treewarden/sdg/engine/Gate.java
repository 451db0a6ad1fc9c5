package treewarden.sdg.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import treewarden.sdg.block.Address;
import treewarden.sdg.block.Row;
import treewarden.sdg.block.TableBlock;

/**
 * A place where rows wait. It knows which rows are still to come, so that it opens as early as it can, and lets them
 * out in the order of their addresses and not of their answers.
 */
abstract sealed class Gate {
    private final TreeSet<Address> toCome = new TreeSet<>();
    final TreeMap<Address, Row> waiting = new TreeMap<>();

    final void expect(Address address) {
        toCome.add(address);
    }

    final void forget(Address address) {
        toCome.remove(address);
    }

    final void arrive(Row row) {
        toCome.remove(row.address());
        waiting.put(row.address(), row);
    }

    /** Whether no row that is still to come stands before this one. */
    final boolean isNext(Address address) {
        return toCome.isEmpty() || address.compareTo(toCome.first()) < 0;
    }

    final boolean isAllHere() {
        return toCome.isEmpty();
    }

    /** What may go on now. */
    abstract Opened open();

    record Opened(List<Row> rows, List<Row> duplicates) {}

    /** Of rows that agree in some columns, the one with the first address goes on, as soon as none can come before it. */
    static final class Unique extends Gate {
        private final List<String> columns;
        private final Set<String> seen = new HashSet<>();

        Unique(List<String> columns) {
            this.columns = columns;
        }

        @Override
        Opened open() {
            var rows = new ArrayList<Row>();
            var duplicates = new ArrayList<Row>();
            while (!waiting.isEmpty() && isNext(waiting.firstKey())) {
                var row = waiting.pollFirstEntry().getValue();
                (seen.add(key(row)) ? rows : duplicates).add(row);
            }
            return new Opened(rows, duplicates);
        }

        private String key(Row row) {
            return columns.stream()
                    .map(column -> String.valueOf(row.get(column)).strip())
                    .collect(Collectors.joining("\u0000"));
        }
    }

    /** All rows go on together, once all are here. */
    static final class Table extends Gate {
        private final TableBlock block;

        Table(TableBlock block) {
            this.block = block;
        }

        @Override
        Opened open() {
            if (!isAllHere() || waiting.isEmpty()) {
                return new Opened(List.of(), List.of());
            }
            var rows = block.apply(List.copyOf(waiting.values()));
            waiting.clear();
            return new Opened(rows, List.of());
        }
    }
}

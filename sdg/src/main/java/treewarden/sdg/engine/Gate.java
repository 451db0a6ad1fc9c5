package treewarden.sdg.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import treewarden.domain.Digest;
import treewarden.domain.Printable;
import treewarden.sdg.block.Address;
import treewarden.sdg.block.Row;
import treewarden.sdg.block.TableBlock;

/**
 * A place where rows wait. It knows which rows are still to come, so that it opens as early as it can, and lets them
 * out in the order of their addresses and not of their answers. Seeds that have not started come after all others.
 */
abstract sealed class Gate {
    private final TreeSet<Address> toCome = new TreeSet<>();
    final TreeMap<Address, Row> waiting = new TreeMap<>();
    private boolean moreSeeds = true;

    final void expect(Address address) {
        toCome.add(address);
    }

    final void noMoreSeeds() {
        moreSeeds = false;
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
        return !moreSeeds && toCome.isEmpty();
    }

    /** What may go on now, and what may not. */
    abstract Opened open();

    /**
     * What a gate lets out.
     *
     * @param passed for each row that goes on, what becomes of it
     */
    record Opened(Map<Address, List<Row>> passed, List<Row> rejected, Rejection.Kind kind, String reason) {
        static final Opened NOTHING = new Opened(Map.of(), List.of(), Rejection.Kind.FILTERED, "");
    }

    /** Of rows that agree in some columns, the one with the first address goes on, as soon as none can come before it. */
    static final class Unique extends Gate {
        /** Half of a SHA-256: a digest of the texts takes less room than the texts. */
        private record Key(long high, long low) {}

        private final List<String> columns;
        private final Set<Key> seen = new HashSet<>();

        Unique(List<String> columns) {
            this.columns = columns;
        }

        @Override
        Opened open() {
            if (waiting.isEmpty() || !isNext(waiting.firstKey())) {
                return Opened.NOTHING;
            }
            var passed = new LinkedHashMap<Address, List<Row>>();
            var duplicates = new ArrayList<Row>();
            while (!waiting.isEmpty() && isNext(waiting.firstKey())) {
                var row = waiting.pollFirstEntry().getValue();
                if (seen.add(key(row))) {
                    passed.put(row.address(), List.of(row));
                } else {
                    duplicates.add(row);
                }
            }
            return new Opened(passed, duplicates, Rejection.Kind.DUPLICATE, "it was made before");
        }

        private Key key(Row row) {
            var digest = Digest.of(columns.stream()
                            .map(column -> String.valueOf(row.get(column)).strip())
                            .collect(Collectors.joining("\u0000")))
                    .hex();
            return new Key(Long.parseUnsignedLong(digest, 0, 16, 16), Long.parseUnsignedLong(digest, 16, 32, 16));
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
                return Opened.NOTHING;
            }
            var rows = List.copyOf(waiting.values());
            waiting.clear();
            try {
                return opened(rows, block.apply(rows));
            } catch (RuntimeException e) {
                return new Opened(
                        Map.of(),
                        rows,
                        Rejection.Kind.BROKEN,
                        "the step cannot work on the rows: " + Printable.plain(String.valueOf(e.getMessage())));
            }
        }

        private static Opened opened(List<Row> before, List<Row> after) {
            var passed = new LinkedHashMap<Address, List<Row>>();
            before.forEach(row -> passed.put(row.address(), new ArrayList<>()));
            for (var row : after) {
                var same = passed.get(row.address());
                if (same == null) {
                    throw new IllegalStateException("it made a row at " + row.address() + ", where there was none");
                }
                same.add(row);
            }
            var rejected = before.stream()
                    .filter(row -> passed.getOrDefault(row.address(), List.of()).isEmpty())
                    .toList();
            passed.values().removeIf(List::isEmpty);
            return new Opened(passed, rejected, Rejection.Kind.FILTERED, "the step left it out");
        }
    }
}

package treewarden.sdg.mix;

import treewarden.domain.Printable;

/** How much of a data set goes into a mix: the {@code sampling_size} of a recipe. Rows are drawn without replacement. */
public sealed interface Amount {
    /** Every row once. */
    Amount ALL = new Passes(1.0);

    /** How many rows are drawn from a data set of this many. */
    long of(long rows);

    /** As a recipe file writes it: a whole number counts rows, one with a point is a ratio. */
    Number written();

    /**
     * So many rows. Where the data set has fewer, it is gone through again, so that no row comes more than once more
     * often than another.
     */
    record Rows(int count) implements Amount {
        /** No mix has more rows of one data set. */
        static final int MOST = 100_000_000;

        public Rows {
            if (count < 0 || count > MOST) {
                throw new IllegalArgumentException("a sampling size must be from 0 to " + MOST + " rows");
            }
        }

        @Override
        public long of(long rows) {
            return rows == 0 ? 0 : count;
        }

        @Override
        public Number written() {
            return count;
        }
    }

    /** So many times the data set: 2.0 is every row twice, 0.5 every other one. */
    record Passes(double ratio) implements Amount {
        static final double MOST = 1_000;

        /** What a ratio such as 0.29 loses in binary must not cost a row. */
        private static final double ROUNDING = 1e-9;

        public Passes {
            if (!(ratio >= 0 && ratio <= MOST)) {
                throw new IllegalArgumentException("a sampling ratio must be from 0 to " + MOST);
            }
        }

        @Override
        public long of(long rows) {
            return (long) Math.floor(rows * ratio + ROUNDING);
        }

        @Override
        public Number written() {
            return ratio;
        }
    }

    /** Reads what a recipe file says. */
    static Amount read(Object written) {
        if (written instanceof Integer count) {
            return new Rows(count);
        }
        if (written instanceof Double ratio) {
            return new Passes(ratio);
        }
        throw new IllegalArgumentException(
                "sampling_size must be a whole number of rows, or a ratio such as 1.0, and is "
                        + Printable.quoted(String.valueOf(written)));
    }
}

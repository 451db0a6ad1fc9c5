package treewarden.sdg.teacher;

/**
 * How many requests one server is sent at once: as many as the operator allows, half as many after it said or showed
 * that this is too much, and then one more for each round of good answers (additive increase, multiplicative decrease).
 *
 * <p>It halves once for a round trip: what had been sent before it halved says nothing about the smaller number. Guarded
 * by the lock of its {@link Endpoints}.
 */
final class Window {
    /** What a request tells about the load. */
    enum Sign {
        GOOD,
        TOO_MUCH,
        NOTHING
    }

    private final int most;
    private double size;
    private int outstanding;
    private long sent;
    private long sentWhenHalved;

    Window(int most) {
        this.most = most;
        this.size = most;
    }

    int size() {
        return (int) size;
    }

    int outstanding() {
        return outstanding;
    }

    boolean hasRoom() {
        return outstanding < size();
    }

    /** Takes a place; gives the number of the request, from 0. */
    long take() {
        outstanding++;
        return sent++;
    }

    void giveBack(long number, Sign sign) {
        outstanding--;
        if (number < sentWhenHalved) {
            return;
        }
        switch (sign) {
            case GOOD -> size = Math.min(most, size + 1 / size);
            case TOO_MUCH -> {
                size = Math.max(1, size / 2);
                sentWhenHalved = sent;
            }
            case NOTHING -> {}
        }
    }
}

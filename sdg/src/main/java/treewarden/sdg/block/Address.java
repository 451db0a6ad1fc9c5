package treewarden.sdg.block;

import java.util.Arrays;

/**
 * Where a row comes from: the seed's number, then the number of each child on the way. Sorted, they give one order of
 * rows, whichever answer came first.
 */
public final class Address implements Comparable<Address> {
    private final int[] path;

    private Address(int[] path) {
        this.path = path;
    }

    public static Address seed(int number) {
        return new Address(new int[] {number});
    }

    public Address child(int number) {
        var longer = Arrays.copyOf(path, path.length + 1);
        longer[path.length] = number;
        return new Address(longer);
    }

    /** The number of the seed, from 0. */
    public int seed() {
        return path[0];
    }

    @Override
    public int compareTo(Address other) {
        return Arrays.compare(path, other.path);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Address address && Arrays.equals(path, address.path);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(path);
    }

    @Override
    public String toString() {
        return Arrays.toString(path);
    }
}

package treewarden.web;

/**
 * How much of long lists a contribution's page shows. Even all of it has an end, as nobody knows how much somebody sends
 * in; the rest is in the API's answer.
 *
 * @param files with findings
 * @param findingsOfAFile of one of them
 * @param rows of the sample: of each leaf, those that were kept and those that were rejected
 * @param answers of each precheck
 */
record Room(int files, int findingsOfAFile, int rows, int answers) {
    /** A trial makes some forty rows of a leaf, and a precheck asks some dozen questions. */
    static final Room USUAL = new Room(200, 50, 60, 100);

    static final Room ALL = new Room(2_000, 1_000, 1_000, 1_000);

    /** Of all files together, whichever of the two it is. */
    static final int FINDINGS = 10_000;
}

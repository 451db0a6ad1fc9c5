package treewarden.taxonomy.report;

import java.io.IOException;
import java.util.Optional;
import treewarden.domain.CheckedLeaf;

/** Writes what the checks found, file after file. One instance serves one run. */
public interface FindingsFormat {
    /**
     * What one file has.
     *
     * @param source the file's bytes, for showing the lines in question
     */
    void write(CheckedLeaf leaf, Optional<byte[]> source, Appendable out) throws IOException;

    /** The end of the run, after the last file. */
    void end(Summary summary, Appendable out) throws IOException;
}

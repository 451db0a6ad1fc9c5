package treewarden.sdg.block;

import java.util.List;

/** A pipeline that cannot run. The message has every problem, one a line, for whoever edits its files. */
public final class PipelineException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public PipelineException(List<String> problems) {
        super(String.join("\n", problems));
    }

    public PipelineException(String problem) {
        super(problem);
    }
}

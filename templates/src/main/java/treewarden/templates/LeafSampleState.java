package treewarden.templates;

import java.time.Instant;
import treewarden.domain.SampleReport;

/** How far the trial of a contribution has come. */
public sealed interface LeafSampleState {
    /** There is none. The reason is a sentence for the contributor; empty where the state says it already. */
    record NotYet(String reason) implements LeafSampleState {}

    /** The teacher is at it. */
    record Running(Instant since) implements LeafSampleState {}

    /** It is done. */
    record Reported(SampleReport report) implements LeafSampleState {}

    /** It failed as a whole. The reason is a sentence that says what can be done. */
    record Failed(String reason) implements LeafSampleState {}
}

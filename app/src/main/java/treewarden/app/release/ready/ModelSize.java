package treewarden.app.release.ready;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import treewarden.worker.train.TrainingPlan.Lora;

/** How large a model is, by what its files say of themselves. */
sealed interface ModelSize {
    Set<String> EMBEDDINGS = Set.of("embed_tokens", "wte", "wpe", "word_embeddings", "embed_in");
    Set<String> OUTPUTS = Set.of("lm_head", "embed_out");

    /**
     * A model whose files are all there.
     *
     * @param bytes of its weights on the disk
     * @param published bytes of one weight in the type that config.json names, which is the type of a released model too
     */
    record Known(long parameters, long bytes, int published, List<Matrix> matrices) implements ModelSize {
        public Known {
            matrices = List.copyOf(matrices);
        }

        /** How many weights LoRA trains: two narrow matrices for each one of the model that they are laid beside. */
        long trainedBy(Lora lora) {
            return matrices.stream()
                    .filter(matrix -> matrix.isTargeted(lora.targets()))
                    .mapToLong(matrix -> lora.rank() * (matrix.rows() + matrix.columns()))
                    .sum();
        }

        /** The weights of an output that is the embeddings once more, which the files hold once; 0 where it has its own. */
        long tiedOutput() {
            return matrices.stream().anyMatch(matrix -> matrix.is(OUTPUTS))
                    ? 0
                    : matrices.stream()
                            .filter(matrix -> matrix.is(EMBEDDINGS))
                            .mapToLong(matrix -> matrix.rows() * matrix.columns())
                            .max()
                            .orElse(0);
        }
    }

    /** One whose size nobody can say, and why. */
    record Unknown(String why) implements ModelSize {}

    /**
     * A matrix of a model.
     *
     * @param layer such as {@code model.layers.0.mlp.up_proj}
     */
    record Matrix(String layer, long rows, long columns) {
        /**
         * As PEFT has it: a target is the end of a layer's name, and no target is every layer but embeddings and output. One of
         * those by a name that is not known here is counted in.
         */
        private boolean isTargeted(List<String> targets) {
            return targets.isEmpty()
                    ? !is(EMBEDDINGS) && !is(OUTPUTS)
                    : targets.stream().anyMatch(target -> layer.equals(target) || layer.endsWith("." + target));
        }

        private boolean is(Set<String> names) {
            return names.contains(layer.substring(layer.lastIndexOf('.') + 1));
        }
    }

    /** Of the model in a folder, if it is on this machine. */
    static ModelSize of(Path folder) {
        if (!Files.isDirectory(folder)) {
            return new Unknown(folder + " is not here; nothing downloads it: do that, and name its folder in"
                    + " `releases.base-model`");
        }
        try {
            return new ReadSafetensors(folder).size();
        } catch (IOException e) {
            return new Unknown(e.getMessage() + "; mend " + folder + ", or name another in `releases.base-model`");
        }
    }
}

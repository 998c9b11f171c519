package hotswitch.server.config;

import hotswitch.acd.config.CentreConfig;
import java.nio.file.Path;
import java.util.List;

/**
 * All of {@code conf/}. The node, the accounts, the roles and the definitions of the indicators stay with the
 * server; the
 * centre goes to the core as a command.
 *
 * @param folder where it was read; file names in it are relative to that
 * @param prompts where the prompts' WAV files lie
 * @param promptNames the names (file names without {@code .wav}) of all of them, sorted
 */
public record ServerConfig(
        Path folder,
        NodeConfig node,
        CentreConfig centre,
        TrunksConfig trunks,
        Accounts accounts,
        RolesConfig roles,
        KpiConfig kpi,
        HttpConfig http,
        Path prompts,
        List<String> promptNames) {}

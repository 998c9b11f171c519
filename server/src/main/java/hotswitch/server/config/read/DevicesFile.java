package hotswitch.server.config.read;

import hotswitch.acd.config.CentreConfig.DeviceConfig;
import hotswitch.server.config.Accounts.DeviceAccount;
import hotswitch.server.config.text.CsvFile;
import hotswitch.server.config.text.CsvRow;
import hotswitch.server.config.text.References.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** {@code devices.csv}: the seats. */
public record DevicesFile(List<DeviceConfig> devices, List<DeviceAccount> accounts) {
    public static final String NAME = "devices.csv";
    private static final String TEL = "tel:";

    public static DevicesFile read(Reading reading) {
        List<DeviceConfig> devices = new ArrayList<>();
        List<DeviceAccount> accounts = new ArrayList<>();
        for (CsvRow row : CsvFile.read(reading.conf(), NAME, true, List.of("device", "password", "site"))) {
            String device = row.required("device");
            String password = row.text("password");
            String site = row.text("site");
            reading.references().define(Kind.DEVICE, device, row.place());
            if (device.startsWith(TEL)) {
                String number = device.substring(TEL.length());
                Words.number(number, row.place(), reading.faults());
                if (!password.isEmpty()) row.fault("a tel: seat has no password", "empty it", "电话座席不需要密码");
                devices.add(new DeviceConfig(device, number, site));
            } else {
                Words.name(device, "device", row.place(), reading.faults());
                if (password.length() < 6)
                    row.fault("the password is too short", "use 6 characters or more", "密码至少 6 位");
                devices.add(new DeviceConfig(device, "", site));
                accounts.add(new DeviceAccount(device, password, site));
            }
        }
        devices.sort(Comparator.comparing(DeviceConfig::name));
        return new DevicesFile(List.copyOf(devices), List.copyOf(accounts));
    }
}

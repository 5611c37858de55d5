"""Says how Ansible itself reads inventories: a line of JSON for each path, or the word "refused"."""
import json
import os
import sys

os.environ["ANSIBLE_INVENTORY_ENABLED"] = "ini,yaml"
os.environ["ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED"] = "1"
os.environ["ANSIBLE_DEPRECATION_WARNINGS"] = "0"
os.environ["ANSIBLE_LOCALHOST_WARNING"] = "0"
try:
    from ansible.inventory.manager import InventoryManager
    from ansible.parsing.dataloader import DataLoader
    from ansible.vars.manager import VariableManager
except ImportError:
    sys.exit(77)

WANTED = [
    "access_ip", "ip", "ansible_host", "etcd_member_name", "etcd_election_timeout", "kube_version",
]


def read(path):
    loader = DataLoader()
    inventory = InventoryManager(loader=loader, sources=[path])
    variables = VariableManager(loader=loader, inventory=inventory)
    groups = {}
    for name in ["kube_control_plane", "etcd", "kube_node"]:
        group = inventory.groups.get(name)
        groups[name] = [host.name for host in group.get_hosts()] if group else []
    hosts = {}
    for name in set(sum(groups.values(), [])):
        found = variables.get_vars(host=inventory.get_host(name), include_hostvars=False)
        hosts[name] = {key: str(found[key]) for key in WANTED if found.get(key) is not None}
    return {"groups": groups, "hosts": hosts}


output = []
for path in sys.argv[2:]:
    try:
        output.append(json.dumps(read(path)))
    except Exception as error:  # Whatever it is, Ansible would not go on.
        output.append(json.dumps("refused: %s" % str(error).replace("\n", " ")[:200]))
with open(sys.argv[1], "w") as file:
    file.write("\n".join(output) + "\n")

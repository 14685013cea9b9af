"""What an analysis leaves behind: tables, a JSON document and a folder that holds them."""

from weakties.report.document import network_digest, plain_records, to_json
from weakties.report.folder import check_folder, write_folder
from weakties.report.tables import community_table, describe_reading, people_table

__all__ = [
    "check_folder",
    "community_table",
    "describe_reading",
    "network_digest",
    "people_table",
    "plain_records",
    "to_json",
    "write_folder",
]

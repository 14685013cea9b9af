"""x"""
import pandas as pd
def name_communities(network, partition):
    sizes=partition.sizes
    first=[int((partition.codes==c).argmax()) for c in sizes.index]
    return pd.DataFrame({"name":[f"around {network.people['label'].iloc[i]} {c}" for c,i in enumerate(first)],"people":sizes.to_numpy(),"share":sizes.to_numpy()/max(1,len(network)),"named_after":"person","described":0.0},index=sizes.index)
